package io.darkroom.item;

/// What an output shall be like.
public record ImageOptions(Quality quality, Resolution resolution, AspectRatio aspectRatio,
        OutputFormat outputFormat) {

    /// The model's own defaults: medium, 1k, 1:1, png.
    public static final ImageOptions DEFAULT = new ImageOptions(Quality.MEDIUM, Resolution.K1,
            AspectRatio.R1_1, OutputFormat.PNG);

    /// The size to expect; what came is read from the bytes.
    public PixelSize size() {
        return PixelSize.of(resolution, aspectRatio);
    }
}
