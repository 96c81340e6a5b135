# HapRAG in two images: `cpu` (the default) and `cuda`. Every byte comes from Debian's packages and from Maven Central.
#   docker build -t haprag .
#   docker build -t haprag:cuda --target cuda .
# Maven behind a proxy: --build-arg MAVEN_OPTS="-Dhttps.proxyHost=... -Dhttps.proxyPort=..."; in a network with a certificate
# authority of its own: --secret id=truststore,src=JKS --build-arg MAVEN_OPTS=-Djavax.net.ssl.trustStore=/run/secrets/truststore
ARG BASE_IMAGE=debian:bookworm-slim

# ---- the jar ----
FROM ${BASE_IMAGE} AS build
RUN mkdir -p /usr/share/man/man1 \
 && apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jdk-headless maven unzip zip \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
ARG MAVEN_OPTS=""
ARG REVISION=unknown
RUN --mount=type=cache,id=haprag-m2,target=/root/.m2 --mount=type=secret,id=truststore \
    mvn -B --no-transfer-progress -DskipTests -Dgit.commit.id.abbrev="${REVISION}" package -pl modules/cli -am

# ---- its natives, unpacked: DJL, ND4J, JNA and GKL would unpack them at each start of a container ----
FROM build AS build-cpu
RUN mkdir -p /opt/haprag \
 && cp modules/cli/target/imputer.jar /opt/haprag/ \
 && docker/unpack-natives.sh /opt/haprag/imputer.jar /opt/haprag/natives /opt/haprag/libtorch

FROM build AS build-cuda
ARG MAVEN_OPTS=""
ARG REVISION=unknown
# libcaffe2_nvrtc.so needs the driver; DJL loads every library that it finds beside libtorch.so and fails where there is no
# driver. libtorch opens it by name when it needs it, so it moves to a folder of LD_LIBRARY_PATH. There too: the names under
# which DJL (through JNA) looks for the CUDA runtime, without which it counts no GPU, and under which nvrtc looks for its builtins.
RUN --mount=type=cache,id=haprag-m2,target=/root/.m2 --mount=type=secret,id=truststore \
    mvn -B --no-transfer-progress -DskipTests -Dgit.commit.id.abbrev="${REVISION}" -Pcuda package -pl modules/cli -am \
 && mkdir -p /opt/haprag/cuda-by-name \
 && mv modules/model/target/libtorch-cuda /opt/haprag/libtorch \
 && mv modules/cli/target/imputer.jar /opt/haprag/ \
 && docker/unpack-natives.sh /opt/haprag/imputer.jar /opt/haprag/natives /opt/haprag/libtorch \
 && cd /opt/haprag/cuda-by-name \
 && mv ../libtorch/libcaffe2_nvrtc.so . \
 && ln -s ../libtorch/libcudart-*.so.12 libcudart.so \
 && ln -s ../libtorch/libnvrtc-builtins.so libnvrtc-builtins.so.12.4 \
 && for library in ../libtorch/libnvrtc-*.so.12; do ln -s "$library" .; done

# ---- what both images share ----
FROM ${BASE_IMAGE} AS runtime
RUN mkdir -p /usr/share/man/man1 \
 && apt-get update \
 && apt-get install -y --no-install-recommends openjdk-17-jre-headless libgomp1 \
 && rm -rf /var/lib/apt/lists/* /tmp/* \
 && useradd --uid 10001 --user-group --no-create-home --home-dir /tmp --shell /usr/sbin/nologin haprag \
 && install -d -o haprag -g haprag /work
COPY docker/imputer /usr/local/bin/imputer
# USE_LIBRARY_PATH is GKL's: look for its library on Java's library path. What DJL_CACHE_DIR names stays empty.
ENV PYTORCH_LIBRARY_PATH=/opt/haprag/libtorch \
    PYTORCH_VERSION=2.5.1 \
    PYTORCH_FLAVOR=cpu \
    DJL_CACHE_DIR=/tmp/djl \
    DJL_OFFLINE=true \
    USE_LIBRARY_PATH=1 \
    LANG=C.UTF-8
USER haprag
WORKDIR /work
ENTRYPOINT ["imputer"]
CMD ["--help"]
HEALTHCHECK --interval=10m --timeout=2m --start-period=1m --retries=2 \
    CMD HAPRAG_JAVA_OPTS=-Xmx512m imputer doctor
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="HapRAG" \
      org.opencontainers.image.description="Genotype imputation by retrieval-augmented deep learning" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.vendor="The HapRAG authors" \
      org.opencontainers.image.base.name="docker.io/library/debian:bookworm-slim"

# ---- with CUDA 12.4; needs the host's driver (550 or newer) and nothing else of NVIDIA's ----
FROM runtime AS cuda
COPY --from=build-cuda /opt/haprag /opt/haprag
ENV PYTORCH_FLAVOR=cu124 \
    LD_LIBRARY_PATH=/opt/haprag/cuda-by-name \
    NVIDIA_VISIBLE_DEVICES=all \
    NVIDIA_DRIVER_CAPABILITIES=compute,utility
RUN imputer doctor && rm -rf /tmp/*
LABEL org.opencontainers.image.description="Genotype imputation by retrieval-augmented deep learning, with CUDA 12.4"

FROM runtime AS cpu
COPY --from=build-cpu /opt/haprag /opt/haprag
RUN imputer doctor && rm -rf /tmp/*
