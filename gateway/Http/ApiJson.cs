using System.Text.Encodings.Web;
using System.Text.Json;

namespace Evaluation.Gateway.Http;

/// <summary>How the API writes JSON: camelCase, nulls kept, Chinese as it is.</summary>
public static class ApiJson
{
    public static readonly JsonSerializerOptions Options = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return options;
    }
}
