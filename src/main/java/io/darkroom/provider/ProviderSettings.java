package io.darkroom.provider;

import io.darkroom.sandbox.SandboxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// How each provider is reached.
///
/// @param sandboxUrl a sandbox that runs already; empty: one is started in this process
/// @param sandbox how the sandbox of this process behaves; with a URL only whether it honours keys
/// counts
/// @param bucket the endpoint of the bucket that URLs of input images lead to; empty: AWS
public record ProviderSettings(HinowSettings hinow, Optional<URI> sandboxUrl,
        SandboxOptions sandbox, Optional<URI> bucket) {

    /// What of an input image is sent, to the sandbox as to HInow, so that its way can be rehearsed.
    Dialect.SendAs sendAs() {
        return hinow.dialect().sendAs();
    }

    /// As [UrlCheck#check], if images are sent as URLs at all.
    void checkUrls(Optional<Duration> keyWindow, URI api) {
        if (sendAs() == Dialect.SendAs.URL) {
            new UrlCheck(bucket).check(keyWindow, api);
        }
    }
}
