using System.Buffers;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace Evaluation.Gateway.Http.Problems;

/// <summary>A refusal as RFC 9457 problem details with its stable code and its facts.</summary>
/// <remarks>
/// A route that can refuse has this type in its signature, as in <c>Results&lt;Ok&lt;Ticket&gt;, RefusalResult&gt;</c>, and names its codes
/// with <see cref="RefusalMetadata.Refuses"/>.
/// </remarks>
/// <param name="refusal">The refusal with its code, text and facts.</param>
public sealed class RefusalResult(Refusal refusal) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    /// <summary>The members of every refusal and those that many refusals have, as JSON Schema.</summary>
    internal const string Schema = """
        {"type":"object","required":["type","title","status","detail","code"],
         "properties":{
          "type":{"type":"string","description":"`urn:evaluation:` and the code."},
          "title":{"type":"string"},
          "status":{"type":"integer"},
          "detail":{"type":"string","description":"The reason as a sentence in English."},
          "code":{"type":"string","description":"Stable; the description of the answer lists the codes."},
          "faults":{"type":"array","description":"Every fault of a body or a file.","items":{"type":"object","required":["pointer","message"],"properties":
           {"pointer":{"type":"string","description":"The JSON pointer of the member; empty for the whole body."},"message":{"type":"string"}}}},
          "parameter":{"type":"string","description":"The parameter of the query that is unknown or has a wrong value."},
          "state":{"type":"string","description":"The state that does not allow the call."},
          "allowedFrom":{"type":"array","items":{"type":"string"},"description":"The states that do."},
          "standing":{"type":"object","description":"What stands, as the call that reads it answers."}},
         "additionalProperties":{"type":["array","boolean","integer","object","string"],"description":"Further members depend on the code."}}
        """;

    private static readonly JsonWriterOptions Literal = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Refusal Refusal { get; } = refusal;

    int? IStatusCodeHttpResult.StatusCode => RefusalTable.Status(Refusal.Code);

    /// <summary>Describes the refusal that every route with this result can give: the engine is busy.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) => builder.Metadata.Add(new RefusedWith(RefusalCode.Busy));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>();
        var status = RefusalTable.Status(Refusal.Code, httpContext.Request.RouteValues.Keys);
        using (var json = new Utf8JsonWriter(body, Literal))
            Write(json, status);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.WrittenCount;
        response.Headers.CacheControl = "no-store";
        RetryAfter.Set(response, Refusal);
        if (Refusal.Code is RefusalCode.SignInRequired)
            response.Headers.WWWAuthenticate = "Bearer";
        if (Refusal.Code is RefusalCode.NoSuchCredential)
            response.Headers.WWWAuthenticate = "Ballot";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await response.Body.WriteAsync(body.WrittenMemory, httpContext.RequestAborted);
    }

    private void Write(Utf8JsonWriter json, int status)
    {
        json.WriteStartObject();
        json.WriteString("type", $"urn:evaluation:{RefusalTable.Word(Refusal.Code)}");
        json.WriteString("title", RefusalTable.Title(Refusal.Code));
        json.WriteNumber("status", status);
        json.WriteString("detail", Refusal.Detail);
        json.WriteString("code", RefusalTable.Word(Refusal.Code));
        WriteMembers(json, Refusal.Facts);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, IEnumerable<(string Name, object? Value)> members)
    {
        foreach (var (name, value) in members)
        {
            if (value is null)
                continue;
            json.WritePropertyName(name);
            WriteFact(json, value);
        }
    }

    private static void WriteFact(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case DateTimeOffset instant: json.WriteStringValue(instant); break;
            case JsonElement view: view.WriteTo(json); break;
            case Fault fault:
                json.WriteStartObject();
                json.WriteString("pointer", fault.Pointer);
                json.WriteString("message", fault.Message);
                json.WriteEndObject();
                break;
            case FactObject members:
                json.WriteStartObject();
                WriteMembers(json, members.Members);
                json.WriteEndObject();
                break;
            case System.Collections.IEnumerable list:
                json.WriteStartArray();
                foreach (var item in list)
                    WriteFact(json, item);
                json.WriteEndArray();
                break;
            default: throw new System.Diagnostics.UnreachableException(value.GetType().Name);
        }
    }
}

public static class RefusalResults
{
    extension(Refusal refusal)
    {
        public RefusalResult ToResult() => new(refusal);

        /// <summary>The refusal with the standing view of what the call wanted to replace, as the fact <c>standing</c>.</summary>
        public Refusal WithStanding<TView>(TView view) =>
            refusal with { Facts = [.. refusal.Facts, ("standing", JsonSerializer.SerializeToElement(view, ApiJson.Options))] };
    }

    extension<TAnswer>(Outcome<TAnswer> outcome)
    {
        /// <summary>The answer as the route shapes it, or the refusal as problem details.</summary>
        public IResult ToResult(Func<TAnswer, IResult> shape) => outcome.IsRefused(out var refusal) ? refusal.ToResult() : shape(outcome.Answer);

        /// <summary>The same, for a route that has both results in its signature.</summary>
        public Results<TResult, RefusalResult> ToTypedResult<TResult>(Func<TAnswer, TResult> shape)
            where TResult : IResult
        {
            if (outcome.IsRefused(out var refusal))
                return refusal.ToResult();
            return shape(outcome.Answer);
        }
    }
}
