package io.darkroom.fetch;

/// What a server said of what is at a URL.
///
/// @param bytes how many bytes were written to the target; where nothing was downloaded, the length
/// that the server announced, -1 if it did not
/// @param contentType the media type the server named, in lower case without parameters; "" if none
/// @param etag the entity tag as it was sent, quotes included; "" if none
/// @param lastModified the date as it was sent; "" if none
public record Fetched(long bytes, String contentType, String etag, String lastModified) {}
