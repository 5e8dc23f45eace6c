using System.Text.Json;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Gateway.Http.Bodies;

/// <summary>Reads JSON bodies of bounded size and depth.</summary>
public static class JsonBody
{
    /// <summary>Bytes of a body that is not a definition or a ballot.</summary>
    public const int SmallBytes = 64 << 10;

    public static readonly Refusal TooLarge = new(RefusalCode.BodyTooLarge, "The body is larger than this call allows.");

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth };

    /// <summary>
    /// The body of a call that is not a definition or a ballot. Faults are refused with <see cref="RefusalCode.BadRequest"/>.
    /// </summary>
    public static ValueTask<Outcome<T>> ReadSmallAsync<T>(HttpRequest request, Func<JsonElement, FaultList, T> read)
        where T : class? =>
        ReadAsync(request, SmallBytes, RefusalCode.BadRequest, read);

    /// <summary>
    /// The body, read by <paramref name="read"/>; or <see cref="RefusalCode.NotJson"/>, <see cref="RefusalCode.BodyTooLarge"/>, or
    /// <paramref name="refusedWith"/> with every fault by its pointer.
    /// </summary>
    public static async ValueTask<Outcome<T>> ReadAsync<T>(HttpRequest request, int bytesMax, RefusalCode refusedWith, Func<JsonElement, FaultList, T> read)
        where T : class?
    {
        if (request.ContentLength > bytesMax)
            return TooLarge;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytesMax;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, request.HttpContext.RequestAborted);
            var faults = new FaultList();
            var value = read(document.RootElement, faults);
            return faults.Faults.Count == 0 ? value : new Refusal(refusedWith, Describe(faults.Faults), ("faults", faults.Faults));
        }
        catch (JsonException broken)
        {
            return new Refusal(RefusalCode.NotJson, $"The body is not valid JSON, near line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
    }

    /// <summary>The first faults in words; the list has them all.</summary>
    public static string Describe(IReadOnlyList<Fault> faults)
    {
        var shown = string.Join("; ", faults.Take(3).Select(fault => $"{(fault.Pointer.Length == 0 ? "the body" : fault.Pointer)} {fault.Message}"));
        return faults.Count <= 3 ? shown + "." : $"{shown}; and {faults.Count - 3} more.";
    }
}
