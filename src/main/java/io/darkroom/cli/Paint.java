package io.darkroom.cli;

/// Colours, where they are allowed (ECMA-48, "Select Graphic Rendition").
enum Paint {

    /// Plain text.
    NONE,
    /// Escape sequences.
    ANSI;

    /// What went well.
    String good(String text) {
        return colour("32", text);
    }

    /// What wants attention.
    String bad(String text) {
        return colour("31", text);
    }

    private String colour(String code, String text) {
        return switch (this) {
            case NONE -> text;
            case ANSI -> "\u001b[" + code + "m" + text + "\u001b[0m";
        };
    }
}
