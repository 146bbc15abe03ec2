package io.darkroom.manifest;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;

/// Gives out XML with spaces in place of a document type that does no more than name a root and where its
/// definition is, such as `<!DOCTYPE yml_catalog SYSTEM "shops.dtd">` (XML 1.0, 2.8). Without it an entity that
/// might be defined there is an error, also in an attribute. Any other document type is left as it is.
final class DocumentType extends FilterReader {

    private static final String LITERAL = "(?:\"[^\"]*+\"|'[^']*+')";

    /// After a declaration, comments and instructions; without definitions between `[` and `]`.
    private static final Pattern REFERENCE = Pattern.compile("(?s)\\s*+(?:<\\?.*?\\?>\\s*+"
            + "|<!--.*?-->\\s*+)*+(<!DOCTYPE\\s++[^\\s<>\\[\"']++(?:\\s++(?:SYSTEM|PUBLIC\\s++"
            + LITERAL + ")\\s*+" + LITERAL + ")?+\\s*+>)");

    private final int from;
    private final int to;
    private int given;

    /// @param head the start of the text
    DocumentType(Reader text, String head) {
        super(text);
        var found = REFERENCE.matcher(head);
        boolean isThere = found.lookingAt();
        this.from = isThere ? found.start(1) : 0;
        this.to = isThere ? found.end(1) : 0;
    }

    @Override
    public int read() throws IOException {
        var buffer = new char[1];
        return read(buffer, 0, 1) < 0 ? -1 : buffer[0];
    }

    @Override
    public int read(char[] buffer, int start, int length) throws IOException {
        int read = super.read(buffer, start, length);
        for (int i = 0; i < read && given < to; i++, given++) {
            if (given >= from && buffer[start + i] != '\n') {
                buffer[start + i] = ' ';
            }
        }
        return read;
    }
}
