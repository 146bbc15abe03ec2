package io.darkroom.storage;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Says in plain words what a store's refusal means and what to do.
record StoreTrouble(S3Settings settings) {

    StoreUnavailable of(String doing, SdkException cause) {
        var why = cause instanceof AwsServiceException answer
                ? answered(answer)
                : "it cannot be reached (" + cause.getClass().getSimpleName()
                        + "); check the endpoint, the network and the credentials";
        return new StoreUnavailable(doing + " " + place() + " failed: " + why, cause);
    }

    String place() {
        return "bucket " + settings.bucket()
                + settings.endpoint().map(e -> " at " + e.getScheme() + "://" + e.getAuthority())
                        .orElse(" at AWS");
    }

    private String answered(AwsServiceException answer) {
        return switch (code(answer)) {
            case "NoSuchBucket" -> "there is no such bucket; create it, or name another";
            case "AccessDenied", "AllAccessDisabled", "Forbidden" ->
                "access denied; the credentials need to list the bucket and to read, write and"
                        + " delete its objects";
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                "the store does not accept the access key or its secret";
            case "ExpiredToken", "TokenRefreshRequired", "InvalidToken" ->
                "the credentials have expired; renew them";
            case "RequestTimeTooSkewed" -> "the clock of this machine is wrong";
            default -> byStatus(answer);
        };
    }

    private String byStatus(AwsServiceException answer) {
        return switch (answer.statusCode()) {
            case 301, 307 -> "the bucket is in another region; " + settings.region() + " is set";
            case 403 -> "access denied; check the credentials and what they may do";
            case 404 -> "there is no such bucket; create it, or name another";
            case 400, 411, 501 -> "the store does not understand the request (" + code(answer)
                    + ", status " + answer.statusCode() + ")" + checksumHint();
            default -> "the store answered " + code(answer) + ", status " + answer.statusCode();
        };
    }

    private String checksumHint() {
        return switch (settings.checksums()) {
            case WHEN_SUPPORTED -> "; if it refuses the checksum trailer, set"
                    + " DARKROOM_S3_CHECKSUMS=when_required";
            case WHEN_REQUIRED -> "";
        };
    }

    private static String code(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        return details == null || details.errorCode() == null ? "no code" : details.errorCode();
    }
}
