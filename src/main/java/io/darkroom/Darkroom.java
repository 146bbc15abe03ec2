package io.darkroom;

/// Starts Darkroom.
public final class Darkroom {

    private Darkroom() {}

    static void main(String[] args) {
        System.exit(args.length == 0 ? 2 : 0);
    }
}
