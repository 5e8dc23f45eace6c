using System.Buffers;
using System.Text.Json;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Gateway.Http.Bodies;

/// <summary>Reads JSON bodies of bounded size and depth.</summary>
public static class JsonBody
{
    /// <summary>Bytes of a body that is not a definition or a ballot.</summary>
    public const int SmallBytes = 64 << 10;

    private const int PieceBytes = 4 << 10;

    public static readonly Refusal TooLarge = new(RefusalCode.BodyTooLarge, "The body is larger than this call allows.");

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = Limits.JsonDepth };

    /// <summary>
    /// The body of a call that is not a definition or a ballot. Faults are refused with <see cref="RefusalCode.BadRequest"/>.
    /// </summary>
    public static ValueTask<Outcome<T>> ReadSmallAsync<T>(HttpRequest request, Func<JsonElement, FaultList, T> read)
        where T : class? =>
        ReadAsync(request, SmallBytes, RefusalCode.BadRequest, read);

    /// <summary>The same, for a body that may be left out.</summary>
    /// <param name="none">What a call without a body says.</param>
    public static ValueTask<Outcome<T>> ReadOptionalAsync<T>(HttpRequest request, Func<JsonElement, FaultList, T> read, T none)
        where T : class =>
        request.ContentLength != 0 && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true
            ? ReadSmallAsync(request, read)
            : ValueTask.FromResult<Outcome<T>>(none);

    /// <summary>
    /// The body, read by <paramref name="read"/>; or <see cref="RefusalCode.NotJson"/>, <see cref="RefusalCode.NestedTooDeep"/>,
    /// <see cref="RefusalCode.BodyTooLarge"/>, or <paramref name="refusedWith"/> with every fault by its pointer.
    /// </summary>
    public static async ValueTask<Outcome<T>> ReadAsync<T>(HttpRequest request, int bytesMax, RefusalCode refusedWith, Func<JsonElement, FaultList, T> read)
        where T : class?
    {
        if (request.ContentLength > bytesMax)
            return TooLarge;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytesMax;
        var json = await ReceiveAsync(request);
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var faults = new FaultList();
            var value = read(document.RootElement, faults);
            return faults.Faults.Count == 0 ? value : new Refusal(refusedWith, Describe(faults.Faults), ("faults", faults.Faults));
        }
        catch (JsonException broken)
        {
            return JsonDepth.Refuse(json.Span, Limits.JsonDepth, broken);
        }
    }

    /// <summary>The bytes of a body of bounded size, without a byte order mark.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(HttpRequest request)
    {
        var received = new ArrayBufferWriter<byte>();
        while (await request.Body.ReadAsync(received.GetMemory(PieceBytes), request.HttpContext.RequestAborted) is var count and > 0)
            received.Advance(count);
        return received.WrittenSpan.StartsWith("\uFEFF"u8) ? received.WrittenMemory["\uFEFF"u8.Length..] : received.WrittenMemory;
    }

    /// <summary>The first faults in words; the list has them all.</summary>
    public static string Describe(IReadOnlyList<Fault> faults)
    {
        var shown = string.Join("; ", faults.Take(3).Select(fault => $"{(fault.Pointer.Length == 0 ? "the body" : fault.Pointer)} {fault.Message}"));
        return faults.Count <= 3 ? shown + "." : $"{shown}; and {faults.Count - 3} more.";
    }
}
