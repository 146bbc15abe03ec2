package io.darkroom.sandbox;

/// An image that was made, and its charge.
record Made(Charge charge) {

    /// The name of the image's file among the results.
    String file() {
        return charge.requestId() + "." + charge.format().extension();
    }

    /// Whether an order asks for the same; which input images it has is not compared.
    boolean isFor(Order order) {
        var options = order.options();
        return charge.promptSha256().equals(order.promptSha256()) && charge.mode() == order.mode()
                && charge.quality() == options.quality()
                && charge.resolution() == options.resolution()
                && charge.ratio() == options.aspectRatio()
                && charge.format() == options.outputFormat();
    }

    /// Whether another image has the same size and format.
    boolean looksLike(Made other) {
        return charge.resolution() == other.charge.resolution()
                && charge.ratio() == other.charge.ratio()
                && charge.format() == other.charge.format();
    }
}
