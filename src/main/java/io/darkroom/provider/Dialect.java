package io.darkroom.provider;

/// The parts of HInow's wire that are not public, each a setting.
///
/// @param imageField name of the field that holds the input images
public record Dialect(Endpoint endpoint, String imageField, Placement placement, ItemForm itemForm,
        SendAs sendAs) {

    /// The best first guess: `parameters.images` of `/v1/images`, strings, data URIs.
    public static final Dialect DEFAULT = new Dialect(Endpoint.IMAGES, "images",
            Placement.PARAMETERS, ItemForm.STRING, SendAs.DATA);

    /// The same with another answer to what is sent of an input image.
    public Dialect sending(SendAs other) {
        return new Dialect(endpoint, imageField, placement, itemForm, other);
    }

    /// Which of the two ways in is used.
    public enum Endpoint {

        /// `POST /v1/images`
        IMAGES("/v1/images"),
        /// `POST /v1/chat/completions`; placement and item form do not apply
        CHAT("/v1/chat/completions");

        private final String path;

        Endpoint(String path) {
            this.path = path;
        }

        /// The path below the base URL.
        public String path() {
            return path;
        }
    }

    /// Where the input images stand.
    public enum Placement {

        /// Inside `parameters`.
        PARAMETERS,
        /// Beside `parameters`.
        ROOT
    }

    /// How each input image is written.
    public enum ItemForm {

        /// `"https://…"`
        STRING,
        /// `{"url": "https://…"}`
        OBJECT
    }

    /// What of an input image is sent; in either case it was checked and, where needed, made fit.
    public enum SendAs {

        /// Its bytes as a data URI.
        DATA,
        /// A signed URL of its copy in the bucket, another for each request. Not where keys are
        /// honoured: a request that is sent again under its key must say the same, byte for byte,
        /// and a signature that could be made again would have to be good for as long as the key is
        /// known.
        URL
    }
}
