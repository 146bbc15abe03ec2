# Darkroom on a Java runtime. Build the jar first:
#   mvn -B -DskipTests package && docker build -t darkroom .
#   docker run --rm -v darkroom:/data darkroom run jobs/demo.yaml
# All that is written is below /data: it runs with --read-only --cap-drop ALL, and needs no network for the demo.
FROM eclipse-temurin:25-jre AS unpack
WORKDIR /build
COPY target/darkroom.jar target/native* ./
RUN java -Djarmode=tools -jar darkroom.jar extract --layers --destination app
# The C++ runtime, for PostgreSQL, only where the base image has none.
RUN mkdir native; for lib in lib*.so.*; do \
      [ ! -e "$lib" ] || ls /lib/"$lib" /lib/*/"$lib" >/dev/null 2>&1 || cp "$lib" native/; \
    done

FROM eclipse-temurin:25-jre
WORKDIR /app
# PostgreSQL asks for the name of its user.
RUN echo 'darkroom:x:10001:10001::/data:/bin/sh' >> /etc/passwd; mkdir -p /data; chown 10001:10001 /data
COPY --from=unpack /build/native /app/native
RUN for lib in native/*; do [ ! -e "$lib" ] || cp "$lib" /lib/; done
COPY --from=unpack /build/app/dependencies/ ./
COPY --from=unpack /build/app/spring-boot-loader/ ./
COPY --from=unpack /build/app/snapshot-dependencies/ ./
COPY --from=unpack /build/app/application/ ./
COPY jobs/ jobs/
COPY samples/ samples/
ENV DARKROOM_HOME=/data
VOLUME /data
USER 10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true", "-Djava.io.tmpdir=/data", "-jar", "/app/darkroom.jar"]
CMD ["--help"]
