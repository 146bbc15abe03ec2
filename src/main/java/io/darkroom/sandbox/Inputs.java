package io.darkroom.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads input images: data URIs, and URLs of this machine; others are not fetched.
record Inputs(HttpClient http) {

    private static final int EDGE = 512;
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "[::1]", "localhost");

    /// The image, about 512 pixels wide at most; empty if it stands at a URL that is not fetched.
    ///
    /// @throws Refusal with status 400 if it cannot be had or is not an image; its text shows a URL
    /// as it came, as that of real APIs does
    Optional<BufferedImage> read(String image) throws Refusal {
        if (image.startsWith("data:")) {
            return Optional.of(inline(image));
        }
        try {
            var uri = URI.create(image);
            return THIS_MACHINE.contains(String.valueOf(uri.getHost()))
                    ? Optional.of(decode(fetch(uri)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(400, "invalid_image", "No image can be downloaded from " + image
                    + ": " + e.getMessage());
        }
    }

    private static BufferedImage inline(String image) throws Refusal {
        try {
            var text = image.substring(image.indexOf(',') + 1);
            return decode(Base64.getMimeDecoder().decode(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(400, "invalid_image", "An input image cannot be read");
        }
    }

    private byte[] fetch(URI uri) throws IOException {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static BufferedImage decode(byte[] bytes) throws IOException {
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            var readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("Not an image");
            }
            var reader = readers.next();
            try {
                reader.setInput(in);
                var param = reader.getDefaultReadParam();
                int step = 1 + Math.max(reader.getWidth(0), reader.getHeight(0)) / EDGE;
                param.setSourceSubsampling(step, step, 0, 0);
                return reader.read(0, param);
            } finally {
                reader.dispose();
            }
        }
    }
}
