using System.Text.Json;
using System.Text.Json.Nodes;

namespace Evaluation.Tests.Verification;

/// <summary>The event of a result that was combined, with something changed in what it took from another round.</summary>
internal static class PinnedLine
{
    public static string Change(string line, string what)
    {
        var happened = JsonNode.Parse(line)!.AsObject();
        var (pinned, units) = (happened["pinned"]!.AsArray(), happened["pinned"]![0]!["units"]!.AsArray());
        switch (what)
        {
            case "total": units[0]!["total"] = "77"; break;
            case "variance": units[0]!["variance"] = "9"; break;
            case "vetoes": Vetoed(pinned)!.AsObject().Remove("vetoes"); break;
            case "version": pinned[0]!["version"] = 2; break;
            case "unit": units.RemoveAt(0); break;
            case "round": pinned.RemoveAt(1); break;
            default: happened.Remove("pinned"); break;
        }
        return happened.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private static JsonNode? Vetoed(JsonArray pinned) => pinned.SelectMany(round => round!["units"]!.AsArray()).First(unit => unit!["vetoes"] is JsonArray);
}
