package io.darkroom.item;

/// Width and height in pixels, each at least 1.
public record PixelSize(int width, int height) {

    private static final int LONGEST_EDGE = 3840;

    /// @throws IllegalArgumentException if an edge is below 1
    public PixelSize {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Edges are at least 1: " + width + "x" + height);
        }
    }

    /// The size the model makes of a resolution and a ratio: width = √(budget × ratio), both edges
    /// floored to a multiple of 16, the long edge at most 3840. Fits the nine sizes measured.
    public static PixelSize of(Resolution resolution, AspectRatio ratio) {
        double width = Math.sqrt(budget(resolution) * ratio.value());
        double height = width / ratio.value();
        double scale = Math.min(1, LONGEST_EDGE / Math.max(width, height));
        return new PixelSize(floor16(width * scale), floor16(height * scale));
    }

    /// Whether width to height differs from a ratio by more than 2 %.
    public boolean isOff(AspectRatio ratio) {
        return Math.abs((double) width / height / ratio.value() - 1) > 0.02;
    }

    private static double budget(Resolution resolution) {
        return switch (resolution) {
            case K1 -> 1024.0 * 1024;
            case K2 -> 2560.0 * 1440;
            case K4 -> 3840.0 * 2160;
        };
    }

    private static int floor16(double edge) {
        return (int) (edge + 1e-6) / 16 * 16;
    }

    @Override
    public String toString() {
        return width + "×" + height;
    }
}
