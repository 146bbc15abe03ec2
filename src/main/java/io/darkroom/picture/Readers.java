package io.darkroom.picture;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/// Chooses who reads a format, whatever else is on the class path: the runtime what it reads well,
/// and TwelveMonkeys the rest, with inks and profiles.
final class Readers {

    private static final String RUNTIME = "com.sun.imageio.";
    private static final String LIBRARY = "com.twelvemonkeys.imageio.";

    private Readers() {}

    static ImageReader of(Magic magic) throws IOException {
        var owner = switch (magic) {
            case PNG, GIF, BMP -> RUNTIME;
            case JPEG, TIFF, WEBP -> LIBRARY;
        };
        var providers = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class,
                provider -> provider.getClass().getName().startsWith(owner)
                        && reads((ImageReaderSpi) provider, magic),
                true);
        return providers.next().createReaderInstance();
    }

    private static boolean reads(ImageReaderSpi provider, Magic magic) {
        return Arrays.stream(provider.getFormatNames())
                .anyMatch(name -> name.toLowerCase(Locale.ROOT)
                        .equals(magic.name().toLowerCase(Locale.ROOT)));
    }
}
