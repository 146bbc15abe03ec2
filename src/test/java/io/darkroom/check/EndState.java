package io.darkroom.check;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// What a storm left behind and what was allowed in it, said piece by piece:
///
/// ```
/// var end = EndState.of(url, user, password, bucket).runs(run).bill(file).limits(600, 16);
/// assertThat(Checker.check(end)).isEmpty();
/// ```
///
/// What is not said is not checked. Unless said otherwise, the runs were finished cleanly, [Watch]
/// was installed before them, the provider does not honour keys, and nothing that was perhaps billed
/// is sent again by itself. Not thread-safe.
public final class EndState {

    /// A time in which nothing may be sent.
    record Quiet(Instant from, Instant to, String why) {}

    final String url;
    final String user;
    final String password;
    final Bucket bucket;
    final Set<String> runs = new LinkedHashSet<>();
    final Set<String> repeats = new LinkedHashSet<>();
    final Map<String, List<String>> entries = new LinkedHashMap<>();
    final List<Path> logs = new ArrayList<>();
    final List<String> secrets = new ArrayList<>();
    final List<Quiet> quiet = new ArrayList<>();
    final Set<String> foreign = new LinkedHashSet<>();
    Optional<Supplier<Bill>> bill = Optional.empty();
    Optional<Path> posts = Optional.empty();
    Optional<Path> spool = Optional.empty();
    Optional<Set<Long>> retried = Optional.empty();
    OptionalLong perMinute = OptionalLong.empty();
    OptionalLong atOnce = OptionalLong.empty();
    OptionalLong openAtKills = OptionalLong.empty();
    OptionalLong postCount = OptionalLong.empty();
    int maxTries = 1;
    boolean keysHonoured;
    boolean finished = true;
    boolean watched = true;
    boolean zombies;

    private EndState(String url, String user, String password, Bucket bucket) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.bucket = bucket;
    }

    /// The database and the bucket; say at least which [#runs] are meant.
    public static EndState of(String url, String user, String password, Bucket bucket) {
        return new EndState(url, user, password, bucket);
    }

    /// The runs to judge; others in the same tables, bucket and bill are left alone.
    public EndState runs(String... ids) {
        runs.addAll(List.of(ids));
        return this;
    }

    /// A run whose manifest and job an earlier run had finished: nothing of it may be sent.
    public EndState repeat(String run) {
        runs.add(run);
        repeats.add(run);
        return this;
    }

    /// What the manifest asks for: each item as `id` or `id/variant`, in any order, an id as often as
    /// it stands there.
    public EndState entries(String run, Collection<String> names) {
        entries.put(run, List.copyOf(names));
        return this;
    }

    /// The provider's `bill.jsonl`, read at each check; the images made, if they lie in `files` beside
    /// it, are compared with the objects.
    public EndState bill(Path file) {
        bill = Optional.of(() -> Bill.in(file));
        return this;
    }

    /// The provider's bill, wherever it was read.
    public EndState bill(Bill read) {
        bill = Optional.of(() -> read);
        return this;
    }

    /// What the provider's wire saw, one JSON object a line with `at`, `ended_at`, `key`, `status`;
    /// without it, times of posts are taken from the ledger's requests.
    public EndState posts(Path file) {
        posts = Optional.of(file);
        return this;
    }

    /// How many posts the provider counted for these runs and no others.
    public EndState posts(long count) {
        postCount = OptionalLong.of(count);
        return this;
    }

    /// The folder that holds a spool folder for each run.
    public EndState spool(Path folder) {
        spool = Optional.of(folder);
        return this;
    }

    /// Files, or folders with all that is in them, that must not hold a secret.
    public EndState logs(Path... paths) {
        logs.addAll(List.of(paths));
        return this;
    }

    /// Canaries: they must be nowhere, in no common encoding. At least 6 characters each.
    public EndState secrets(String... canaries) {
        secrets.addAll(List.of(canaries));
        return this;
    }

    /// Posts allowed in any 60 seconds of a run, and at once in a process.
    public EndState limits(long perMinute, long atOnce) {
        this.perMinute = OptionalLong.of(perMinute);
        this.atOnce = OptionalLong.of(atOnce);
        return this;
    }

    /// The provider makes and bills one image for a key, however often it is sent.
    public EndState honouringKeys() {
        keysHonoured = true;
        return this;
    }

    /// What was perhaps billed may be sent again by itself, until a key was sent so often.
    public EndState tries(int most) {
        maxTries = most;
        return this;
    }

    /// The items that the operator put back, by their ids in the table; without it, the ledger is
    /// believed.
    public EndState retried(Collection<Long> items) {
        retried = Optional.of(Set.copyOf(items));
        return this;
    }

    /// Requests that were open when processes were killed, all kills together: so many images may be
    /// lost.
    public EndState openAtKills(long requests) {
        openAtKills = OptionalLong.of(requests);
        return this;
    }

    /// No post may arrive between two moments, such as while the database is down; leave out what
    /// may still be on its way.
    public EndState quiet(Instant from, Instant to, String why) {
        quiet.add(new Quiet(from, to, why));
        return this;
    }

    /// Keys below a run's prefix that somebody else put there.
    public EndState foreign(String... keys) {
        foreign.addAll(List.of(keys));
        return this;
    }

    /// The runs were interrupted and not yet gone on with: items may be anywhere.
    public EndState unfinished() {
        finished = false;
        return this;
    }

    /// [Watch] was not installed: invariants 10 and 12 are not checked, 8 and 11 less strictly.
    public EndState unwatched() {
        watched = false;
        return this;
    }

    /// Processes were paused or cut off and woke up later: that their heartbeats overlap is no
    /// evidence, only that they wrote.
    public EndState zombies() {
        zombies = true;
        return this;
    }
}
