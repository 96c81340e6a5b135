package org.haprag.training.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Locale;

/** Writes the enums of a run configuration as people write them: {@code nearest-window}. */
final class KebabEnums {
    private KebabEnums() {}

    static <E extends Enum<E>> SimpleModule module(Class<E> type) {
        return new SimpleModule(type.getName())
                .addSerializer(type, new JsonSerializer<E>() {
                    @Override
                    public void serialize(E value, JsonGenerator out, SerializerProvider provider) throws IOException {
                        out.writeString(kebab(value));
                    }
                })
                .addDeserializer(type, new JsonDeserializer<E>() {
                    @Override
                    public E deserialize(JsonParser in, DeserializationContext context) throws IOException {
                        String text = in.getText();
                        for (E value : type.getEnumConstants()) if (kebab(value).equals(text)) return value;
                        throw context.weirdStringException(text, type, "not one of the known names");
                    }
                });
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
