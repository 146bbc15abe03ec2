package io.darkroom.template;

/// A text of the job that is no template, or no condition; the sentence says why, without the place.
public final class TemplateError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    /// @param sentence why, for people, without the place
    public TemplateError(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /// For people, without the place.
    public String sentence() {
        return sentence;
    }
}
