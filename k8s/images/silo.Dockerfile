# The image of a silo, which runs grains. It also applies migrations (`migrate`) and verifies the data (`verify`).
# At the root of the repository: docker build --file k8s/images/silo.Dockerfile --tag evaluation-silo:1.0.0 .
FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
# Files that determine the packages are copied first, so that packages are restored again only when these files change.
COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY grains/Evaluation.Grains.csproj grains/
COPY gateway/Evaluation.Gateway.csproj gateway/
COPY silo/cluster/Evaluation.Cluster.csproj silo/cluster/
RUN dotnet restore silo/cluster
COPY grains/ grains/
COPY gateway/ gateway/
COPY silo/cluster/ silo/cluster/
COPY docs/operations.md docs/settings.md docs/operations.zh.md docs/settings.zh.md docs/
COPY recount/index.html recount/recount.mjs recount/recount.css recount/
RUN dotnet publish silo/cluster --configuration Release --no-restore --output /application

# "chiseled" has no shell and no package manager; "extra" adds the time zones that schedules need.
FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled-extra
WORKDIR /application
COPY --from=build /application ./
ENV ROLE=silo ASPNETCORE_URLS=http://+:8080
EXPOSE 8080 11111 30000
# The unprivileged account of the base image, by number, as in the pods.
USER 1654:1654
ENTRYPOINT ["./Evaluation.Cluster"]
