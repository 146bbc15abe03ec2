package io.darkroom.cli;

import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/// Handles SIGINT, SIGTERM and SIGHUP until it is closed.
///
/// Goes to `sun.misc.Signal` by reflection: it is the only way to hear of a second signal, and a
/// plain reference to it is a compiler warning that cannot be switched off.
final class Signals implements AutoCloseable {

    private static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

    private final Map<Object, Object> before = new LinkedHashMap<>();

    private Signals() {}

    /// @param handler gets the signal's number, on a thread of its own
    static Signals handle(IntConsumer handler) {
        var signals = new Signals();
        NUMBERS.forEach((name, number) -> signals.install(name, () -> handler.accept(number)));
        return signals;
    }

    private void install(String name, Runnable handler) {
        try {
            var signal = Class.forName("sun.misc.Signal").getConstructor(String.class)
                    .newInstance(name);
            before.put(signal, set(signal, adapt(handler)));
        } catch (ReflectiveOperationException | IllegalArgumentException _) {
            // The platform has no such signal or keeps it to itself: then it ends the process.
            return;
        }
    }

    private static Object adapt(Runnable handler) throws ReflectiveOperationException {
        var run = MethodHandles.lookup().findVirtual(Runnable.class, "run",
                MethodType.methodType(void.class)).bindTo(handler);
        var type = Class.forName("sun.misc.SignalHandler");
        return MethodHandleProxies.asInterfaceInstance(type, MethodHandles.dropArguments(run, 0,
                Class.forName("sun.misc.Signal")));
    }

    private static Object set(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }

    /// Puts back what was there before.
    @Override
    public void close() {
        before.forEach((signal, handler) -> {
            try {
                set(signal, handler);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("A signal cannot be given back", e);
            }
        });
    }
}
