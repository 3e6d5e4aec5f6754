FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN dotnet publish src/HumanRightsGraph.Server -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends curl poppler-utils && rm -rf /var/lib/apt/lists/* && mkdir /data && chown app /data
WORKDIR /app
COPY --from=build /app .
USER app
VOLUME /data
EXPOSE 5080
ENTRYPOINT ["./hrgraph", "serve", "--urls", "http://0.0.0.0:5080", "--store", "/data"]
