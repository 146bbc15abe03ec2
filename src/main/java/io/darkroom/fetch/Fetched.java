package io.darkroom.fetch;

/// What a download brought.
///
/// @param bytes how many bytes were written to the target
/// @param contentType the media type the server named, in lower case without parameters; "" if none
/// @param etag the entity tag as it was sent, quotes included; "" if none
public record Fetched(long bytes, String contentType, String etag) {}
