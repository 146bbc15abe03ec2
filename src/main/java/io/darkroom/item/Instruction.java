package io.darkroom.item;

import java.util.List;

/// What the model is asked to do for one item.
public sealed interface Instruction {

    /// The model takes prompts of up to this many characters.
    int MAX_PROMPT_CHARS = 32_000;

    /// The model takes up to this many input images.
    int MAX_IMAGES = 4;

    /// The text sent to the model, 1 to 32,000 characters.
    String prompt();

    /// The input images, in order; empty for text-to-image.
    List<ImageRef> images();

    /// TEXT or EDIT.
    Mode mode();

    /// A [Generate] where there are no images, otherwise an [Edit].
    static Instruction of(String prompt, List<ImageRef> images) {
        return images.isEmpty() ? new Generate(prompt) : new Edit(prompt, images);
    }

    /// Text-to-image.
    record Generate(String prompt) implements Instruction {

        /// @throws IllegalArgumentException if the prompt is blank or too long
        public Generate {
            checkPrompt(prompt);
        }

        @Override
        public List<ImageRef> images() {
            return List.of();
        }

        @Override
        public Mode mode() {
            return Mode.TEXT;
        }
    }

    /// One to four input images and what to change.
    record Edit(String prompt, List<ImageRef> images) implements Instruction {

        /// @throws IllegalArgumentException if the prompt is blank or too long, or there are not 1
        /// to 4 images
        public Edit {
            checkPrompt(prompt);
            images = List.copyOf(images);
            if (images.isEmpty() || images.size() > MAX_IMAGES) {
                throw new IllegalArgumentException("An edit takes 1 to 4 images: " + images.size());
            }
        }

        @Override
        public Mode mode() {
            return Mode.EDIT;
        }
    }

    private static void checkPrompt(String prompt) {
        if (prompt.isBlank() || prompt.length() > MAX_PROMPT_CHARS) {
            throw new IllegalArgumentException(
                    "A prompt has 1 to 32000 characters: " + prompt.length());
        }
    }
}
