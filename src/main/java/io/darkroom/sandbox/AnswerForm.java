package io.darkroom.sandbox;

/// How the sandbox hands over an image.
public enum AnswerForm {

    /// As a URL in the answer, like HInow.
    URL,
    /// As base64 in the answer.
    INLINE,
    /// As a job to be asked for: 202 and a poll URL, then the image's URL.
    POLL
}
