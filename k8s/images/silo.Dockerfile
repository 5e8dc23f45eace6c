# The image of a silo, which runs grains. It also applies migrations (`migrate`) and verifies the data (`verify`).
# At the root of the repository: docker build --file k8s/images/silo.Dockerfile --tag evaluation-silo:1.0.0 .
FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
# Files that determine the packages are copied first, so that packages are restored again only when these files change.
COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY grains/Evaluation.Grains.csproj grains/
COPY gateway/Evaluation.Gateway.csproj gateway/
COPY silo/cluster/Evaluation.Cluster.csproj silo/cluster/
COPY .config/dotnet-tools.json .config/
RUN dotnet restore silo/cluster && dotnet tool restore
COPY grains/ grains/
COPY gateway/ gateway/
COPY silo/cluster/ silo/cluster/
COPY docs/operations.md docs/settings.md docs/operations.zh.md docs/settings.zh.md docs/
COPY recount/index.html recount/recount.mjs recount/recount.css recount/
RUN dotnet publish silo/cluster --configuration Release --no-restore --output /application
# The list of all packages in the image, with versions and licences, stands beside the program (docs/dependencies.md).
RUN dotnet CycloneDX silo/cluster/Evaluation.Cluster.csproj --recursive --disable-package-restore --exclude-dev --no-serial-number --include-license-text \
    --output-format Json --set-name Evaluation.Cluster --output /application --filename Evaluation.Cluster.cdx.json

# "chiseled" has no shell and no package manager; "extra" adds the time zones that schedules need.
FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled-extra
WORKDIR /application
COPY --from=build /application ./
ENV ROLE=silo ASPNETCORE_URLS=http://+:8080
EXPOSE 8080 11111 30000
# The unprivileged account of the base image, by number, as in the pods.
USER 1654:1654
ENTRYPOINT ["./Evaluation.Cluster"]
