package io.darkroom.manifest;

/// A text that is not a template; the sentence says why, without the place.
final class TemplateError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    TemplateError(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
