package io.darkroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The account that PostgreSQL runs under, which may not be the superuser's and needs a name.
///
/// @param prefix words before a command that make it run under the account; empty for our own
/// @param owner the user that must own the data; empty where that is ourselves
record Account(List<String> prefix, String owner) {

    private static final String PROBE = "id -un && test \"$(id -u)\" != 0 && exec \"$0\" --version";

    /// Copies the list.
    Account {
        prefix = List.copyOf(prefix);
    }

    /// Ours, if it is an ordinary one. As the superuser: ours stripped of its powers in a user
    /// namespace, otherwise that of `postgres` or `nobody`.
    static List<Account> candidates(Path folder) {
        var ours = new Account(List.of(), "");
        if (!ours.run(folder, List.of("id", "-u")).output().equals("0")) {
            return List.of(ours);
        }
        var stripped = new Account(List.of("unshare", "-U", "--"), "");
        return Stream.concat(Stream.of(stripped),
                Stream.of("postgres", "nobody").flatMap(Account::become)).toList();
    }

    private static Stream<Account> become(String user) {
        return Stream.of(new Account(List.of("runuser", "-u", user, "--"), user), new Account(
                List.of("su", "-s", "/bin/sh", "-c", "exec \"$@\"", "--", user, "sh"), user));
    }

    /// The first candidate under which the program starts.
    ///
    /// @throws EmbeddedFailure if there is none, with what each of them said
    static Account choose(List<Account> candidates, Path folder, String program) {
        var said = new ArrayList<String>();
        for (var account : candidates) {
            var result = account.run(folder, List.of("sh", "-c", PROBE, program));
            if (result.succeeded()) {
                return account;
            }
            if (result.started()) {
                said.add(account.label()
                        + result.output().lines().collect(Collectors.joining(", ")));
            }
        }
        throw new EmbeddedFailure("PostgreSQL cannot run here: " + String.join("; ", said)
                + ". It needs an account other than root that has a name in /etc/passwd, and the"
                + " C++ runtime (libstdc++). Set DARKROOM_DATABASE_URL to use a server of your own");
    }

    /// Runs a command under the account.
    Command.Result run(Path folder, List<String> words) {
        return new Command(folder, Stream.concat(prefix.stream(), words.stream()).toList()).run();
    }

    /// Gives files to the account, not what is in them.
    void own(Path... files) throws IOException {
        if (owner.isEmpty()) {
            return;
        }
        for (var file : files) {
            var users = file.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(file, users.lookupPrincipalByName(owner));
        }
    }

    private String label() {
        return prefix.isEmpty() ? "" : prefix.getFirst() + ": ";
    }
}
