package io.darkroom.item;

/// Where an input image is: an https URL, `s3://bucket/key`, or a file below the manifest's folder.
///
/// The text is kept as it was written; whether it may be read is decided where it is read.
public record ImageRef(String text) {

    /// @throws IllegalArgumentException if the text is blank
    public ImageRef {
        if (text.isBlank()) {
            throw new IllegalArgumentException("An image reference is not blank");
        }
    }

    /// Which of the three it is.
    public Kind kind() {
        if (text.startsWith("s3://")) {
            return Kind.S3;
        }
        return text.matches("(?i)[a-z][a-z0-9+.-]*:.*") ? Kind.URL : Kind.FILE;
    }

    @Override
    public String toString() {
        return text;
    }

    /// The three places of an input image.
    public enum Kind {

        /// Any text with a scheme; only https (http by setting) is ever fetched.
        URL,
        /// An object of the configured bucket.
        S3,
        /// A path relative to the manifest's folder.
        FILE
    }
}
