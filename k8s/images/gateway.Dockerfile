# The image of a gateway. Serves the API and the pages.
# At the root of the repository: docker build --file k8s/images/gateway.Dockerfile --tag evaluation-gateway:1.0.0 .
FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
# What decides which packages there are comes first, so that they are fetched again only when it changes.
COPY .editorconfig global.json Directory.Build.props Directory.Packages.props ./
COPY grains/Evaluation.Grains.csproj grains/
COPY gateway/Evaluation.Gateway.csproj gateway/
COPY silo/cluster/Evaluation.Cluster.csproj silo/cluster/
RUN dotnet restore silo/cluster
COPY grains/ grains/
COPY gateway/ gateway/
COPY silo/cluster/ silo/cluster/
RUN dotnet publish silo/cluster --configuration Release --no-restore --output /application

# Without a shell and a package manager; "extra" has the time zones, in which rounds are scheduled.
FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble-chiseled-extra
WORKDIR /application
COPY --from=build /application ./
ENV ROLE=gateway ASPNETCORE_URLS=http://0.0.0.0:8080
EXPOSE 8080
# The base's account without rights, by number, as the pods name it.
USER 1654:1654
ENTRYPOINT ["./Evaluation.Cluster"]
