FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/m2 mvn -B -q -Dmaven.repo.local=/m2 -pl web -am -DskipTests package

FROM eclipse-temurin:25.0.3_9-jre-noble
RUN useradd --system --uid 10001 skillsphere && install --directory --owner skillsphere /data
COPY --from=build /src/web/target/skillsphere.jar /opt/skillsphere.jar
USER 10001
WORKDIR /data
# Without DATABASE_URL the embedded PostgreSQL keeps its data here: mount a volume.
ENV SKILLSPHERE_DATA_DIR=/data
EXPOSE 8080
# By bash alone: no tool has to be in the image for it.
HEALTHCHECK --interval=10s --timeout=5s --start-period=2m --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/${PORT:-8080} && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && grep -q '\"UP\"' <&3"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-jar", "/opt/skillsphere.jar"]
