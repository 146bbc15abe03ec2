package io.darkroom.storage;

/// How long an input image may be.
final class SourceLimits {

    static final long BYTES = 25L * 1024 * 1024;

    private SourceLimits() {}
}
