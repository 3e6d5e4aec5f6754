using System.Text.RegularExpressions;

namespace HumanRightsGraph.Testing.Services;

/// <summary>docker-compose.yml, which says what image a service is.</summary>
internal static class ComposeFile
{
    /// <summary>The image of the service, as <c>neo4j:5.26-community</c>.</summary>
    public static string Image(string service)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docker-compose.yml"));
        var image = Regex.Match(text, $@"^  {Regex.Escape(service)}:\s*\n(?:    .*\n)*?    image: *(\S+)", RegexOptions.Multiline, TimeSpan.FromSeconds(1));
        return image.Success ? image.Groups[1].Value : throw new InvalidOperationException($"docker-compose.yml names no image for the service {service}.");
    }
}
