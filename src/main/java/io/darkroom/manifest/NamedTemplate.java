package io.darkroom.manifest;

import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import io.darkroom.template.Template;
import io.darkroom.template.TemplateError;
import java.util.Collection;
import java.util.Optional;

/// A template of the job and what it is called in complaints, such as `prompt template`.
record NamedTemplate(String file, String name, String source, Template template) {

    /// @throws UnusableInput if the source is not a template
    static NamedTemplate parse(String file, String name, String source) {
        try {
            return new NamedTemplate(file, name, source, Template.parse(source));
        } catch (TemplateError e) {
            throw new UnusableInput(new Problem(file, 0, name, source, e.sentence()));
        }
    }

    /// What is wrong with it where every entry has exactly these columns.
    Optional<Problem> problem(Collection<String> header) {
        return template.complaint(header).map(complaint -> problem(0, complaint));
    }

    /// What is wrong with it for one entry.
    ///
    /// @param line where the entry starts
    Optional<Problem> problem(long line, Collection<String> columns) {
        return template.complaintAbout(columns).map(complaint -> problem(line, complaint));
    }

    private Problem problem(long line, String complaint) {
        return new Problem(file, line, name, source, complaint);
    }
}
