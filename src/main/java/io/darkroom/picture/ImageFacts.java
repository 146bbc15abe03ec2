package io.darkroom.picture;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the bytes say an image is, whatever its name or media type says.
public record ImageFacts(OutputFormat format, PixelSize size) {

    /// Reads the header and walks the structure to its end, so that a file cut off anywhere is
    /// noticed; decodes no pixels. Uses a few kilobytes of memory, however long the file is.
    ///
    /// @throws NotAnImage if the bytes are no PNG, JPEG or WebP, damaged, cut off, or an animation
    /// @throws IOException if the file cannot be read
    public static ImageFacts read(Path file) throws NotAnImage, IOException {
        try (var in = Files.newInputStream(file)) {
            return read(in, Files.size(file));
        }
    }

    /// The same for bytes that come in; the caller closes the stream, of which a part may be left.
    ///
    /// @param length how many bytes are to come
    public static ImageFacts read(InputStream in, long length) throws NotAnImage, IOException {
        var bytes = new ImageBytes(in, length);
        var head = bytes.peek(Magic.LENGTH);
        var magic = Magic.of(head);
        var format = magic.flatMap(Magic::output).orElseThrow(() -> new NotAnImage(
                magic.map(other -> "The bytes are a " + other.title() + " image")
                        .orElseGet(() -> Stranger.looks(head))
                        + "; a PNG, JPEG or WebP image is needed"));
        var structure = magic.orElseThrow().walk(bytes);
        if (format == OutputFormat.WEBP && structure.has(Trait.ANIMATED)) {
            throw new NotAnImage("The WebP is an animation");
        }
        return new ImageFacts(format, structure.size());
    }
}
