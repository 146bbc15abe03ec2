package io.darkroom.provider;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.OutputFormat;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;

/// Writes a request the way HInow reads it (model page and Kotlin SDK 2.0.2, August 2026).
record HinowWire(Dialect dialect) {

    /// @throws IOException if an input image cannot be read
    RequestBody body(RenderRequest request) throws IOException {
        var body = new RequestBody();
        var json = body.json();
        json.writeStartObject();
        json.writeStringProperty("model", request.model());
        switch (dialect.endpoint()) {
            case IMAGES -> imagesRequest(body, request);
            case CHAT -> chatRequest(body, request);
        }
        json.writeEndObject();
        return body.end();
    }

    private void imagesRequest(RequestBody body, RenderRequest request) throws IOException {
        var json = body.json();
        json.writeStringProperty("prompt", request.instruction().prompt());
        if (dialect.placement() == Dialect.Placement.ROOT) {
            images(body, request);
        }
        json.writeObjectPropertyStart("parameters");
        options(json, request.options());
        if (dialect.placement() == Dialect.Placement.PARAMETERS) {
            images(body, request);
        }
        json.writeEndObject();
    }

    private void images(RequestBody body, RenderRequest request) throws IOException {
        if (request.images().isEmpty()) {
            return;
        }
        body.json().writeArrayPropertyStart(dialect.imageField());
        for (var image : request.images()) {
            switch (dialect.itemForm()) {
                case STRING -> image(body, image);
                case OBJECT -> urlObject(body, image);
            }
        }
        body.json().writeEndArray();
    }

    private void chatRequest(RequestBody body, RenderRequest request) throws IOException {
        var json = body.json();
        json.writeArrayPropertyStart("messages");
        json.writeStartObject();
        json.writeStringProperty("role", "user");
        json.writeArrayPropertyStart("content");
        json.writeStartObject();
        json.writeStringProperty("type", "text");
        json.writeStringProperty("text", request.instruction().prompt());
        json.writeEndObject();
        for (var image : request.images()) {
            json.writeStartObject();
            json.writeStringProperty("type", "image_url");
            json.writeName("image_url");
            urlObject(body, image);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectPropertyStart("parameters");
        options(json, request.options());
        json.writeEndObject();
    }

    private void urlObject(RequestBody body, InputImage image) throws IOException {
        body.json().writeStartObject();
        body.json().writeName("url");
        image(body, image);
        body.json().writeEndObject();
    }

    private void image(RequestBody body, InputImage image) throws IOException {
        if (image.url().isPresent()) {
            body.json().writeString(image.url().get().reveal());
        } else {
            body.dataUri(image);
        }
    }

    private static void options(JsonGenerator json, ImageOptions options) {
        json.writeStringProperty("quality", options.quality().wire());
        json.writeStringProperty("resolution", options.resolution().wire());
        json.writeStringProperty("aspect_ratio", options.aspectRatio().wire());
        OutputFormat format = options.outputFormat();
        json.writeStringProperty("output_format", format.wire());
    }
}
