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
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// Reads input images: data URIs, and URLs of this machine; others are not fetched.
record Inputs(HttpClient http) {

    private static final int EDGE = 512;

    /// The image, about 512 pixels wide at most; empty if it stands at a URL that is not fetched.
    ///
    /// @throws Refusal with status 400 if it is not an image
    Optional<BufferedImage> read(String image) throws Refusal {
        try {
            if (image.startsWith("data:")) {
                var text = image.substring(image.indexOf(',') + 1);
                return Optional.of(decode(Base64.getMimeDecoder().decode(text)));
            }
            var uri = URI.create(image);
            return "127.0.0.1".equals(uri.getHost())
                    ? Optional.of(decode(fetch(uri)))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal(400, "invalid_image", "An input image cannot be read");
        }
    }

    private byte[] fetch(URI uri) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
                    BodyHandlers.ofByteArray()).body();
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
