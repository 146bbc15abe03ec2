package io.darkroom.storage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Lets one thread load a value while others that want the same wait for it, and remembers the
/// values last loaded. A permanent problem is remembered like a value; anything else is tried anew.
final class SingleFlight<K, V> {

    private final Map<K, FutureTask<V>> flights;

    SingleFlight(int remembered) {
        this.flights = new LinkedHashMap<>(16, 0.75f, true) {

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, FutureTask<V>> eldest) {
                return size() > remembered;
            }
        };
    }

    /// Loads a value, or waits for the thread that does; a second `run` of a task does nothing.
    V get(K key, Load<V> load) throws SourceProblem {
        var flight = join(key, load);
        flight.run();
        return landed(key, flight);
    }

    private synchronized FutureTask<V> join(K key, Load<V> load) {
        return flights.computeIfAbsent(key, _ -> new FutureTask<>(load::load));
    }

    /// Loads everything anew from now on.
    synchronized void forget() {
        flights.clear();
    }

    private synchronized void forget(K key, FutureTask<V> flight) {
        flights.remove(key, flight);
    }

    private V landed(K key, FutureTask<V> flight) throws SourceProblem {
        try {
            return flight.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceProblem("Interrupted while an image was loaded", e, true);
        } catch (ExecutionException e) {
            throw failed(key, flight, e);
        }
    }

    private SourceProblem failed(K key, FutureTask<V> flight, ExecutionException e) {
        if (e.getCause() instanceof SourceProblem problem) {
            if (problem.transientFailure()) {
                forget(key, flight);
            }
            return problem;
        }
        forget(key, flight);
        throw new IllegalStateException("Loading an image failed unexpectedly", e);
    }

    /// Loads one value.
    interface Load<V> {

        V load() throws SourceProblem;
    }
}
