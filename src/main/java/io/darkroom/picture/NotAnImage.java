package io.darkroom.picture;

/// Bytes that are no whole PNG, JPEG or WebP image; the message says in a sentence why.
public final class NotAnImage extends Exception {

    private static final long serialVersionUID = 1L;

    NotAnImage(String message) {
        super(message);
    }
}
