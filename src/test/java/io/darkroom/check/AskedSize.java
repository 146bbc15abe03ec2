package io.darkroom.check;

/// The pixels that the model makes of a resolution and a ratio, worked out from its published
/// budgets: both edges multiples of 16, the longer at most 3840.
record AskedSize(int width, int height) {

    private static final double LONGEST = 3840;

    /// @param resolution 1k, 2k or 4k
    /// @param ratio such as `16:9`
    static AskedSize of(String resolution, String ratio) {
        var sides = ratio.split(":", -1);
        double across = Double.parseDouble(sides[0]);
        double down = Double.parseDouble(sides[1]);
        double unit = Math.sqrt(pixels(resolution) / (across * down));
        double fit = Math.min(1, LONGEST / (unit * Math.max(across, down)));
        return new AskedSize(edge(unit * fit * across), edge(unit * fit * down));
    }

    private static double pixels(String resolution) {
        return switch (resolution) {
            case "1k" -> 1024.0 * 1024;
            case "2k" -> 2560.0 * 1440;
            case "4k" -> 3840.0 * 2160;
            default -> throw new IllegalArgumentException("No resolution: " + resolution);
        };
    }

    private static int edge(double pixels) {
        return 16 * (int) Math.floor((pixels + 1e-6) / 16);
    }
}
