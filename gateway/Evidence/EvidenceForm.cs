using System.Text.Json;
using Evaluation.Evidence;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Kernel.Reading;
using Microsoft.AspNetCore.Http.Features;

namespace Evaluation.Gateway.Evidence;

/// <summary>Reads a filing: a form of several parts (RFC 7578) with a file and its description.</summary>
internal static class EvidenceForm
{
    private const string FileField = "file";

    private static readonly FormOptions Bounds = new()
    {
        ValueCountLimit = 16,
        ValueLengthLimit = 8 << 10,
        MultipartBodyLengthLimit = Limits.EvidenceFileBytes + Limits.EvidenceFormBytes,
    };

    /// <summary>
    /// Receives the file into a temporary file, which is removed when the request ends. Refused with <see cref="RefusalCode.BadRequest"/>,
    /// <see cref="RefusalCode.BodyTooLarge"/> or <see cref="RefusalCode.StorageFull"/>.
    /// </summary>
    public static async ValueTask<Outcome<EvidenceUpload>> ReceiveAsync(HttpRequest request)
    {
        const int bytesMax = Limits.EvidenceFileBytes + Limits.EvidenceFormBytes;
        if (request.ContentLength > bytesMax)
            return TooLarge;
        if (!request.HasFormContentType)
            return new Refusal(RefusalCode.BadRequest, "A file is sent as multipart/form-data, with the fields file, title, kind, criterion and date.");
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytesMax;
        using var within = CancellationTokenSource.CreateLinkedTokenSource(request.HttpContext.RequestAborted);
        within.CancelAfter(Limits.EvidenceCallMax);
        try
        {
            request.HttpContext.Features.Set<IFormFeature>(new FormFeature(request, Bounds));
            if (await FormReading.ReadAsync(request, within.Token) is { } unreadable)
                return unreadable;
            var form = request.Form;
            if (form.Files.GetFile(FileField) is not { Length: > 0 } file || form.Files.Count > 1)
                return Refuse(new Fault($"/{FileField}", "is missing, empty or not the only file"));
            if (file.Length > Limits.EvidenceFileBytes)
                return TooLarge;
            return new EvidenceUpload(file.OpenReadStream(), JsonSerializer.SerializeToElement(form.Where(IsFilled).ToDictionary(field => field.Key, field => field.Value.ToString())), file.FileName);
        }
        catch (OperationCanceledException) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            return new Refusal(RefusalCode.BadRequest, $"The file did not arrive within {Limits.EvidenceCallMax.TotalMinutes:0} minutes.");
        }
    }

    /// <summary>The item with the description from the form. Faults of the form are added to <paramref name="faults"/>.</summary>
    public static EvidenceItem Read(EvidenceUpload upload, string sha256, long size, string mediaType, FaultList faults)
    {
        var fields = JsonCursor.Root(upload.Words, faults).Object("title", "kind", "criterion", "date");
        return new(
            sha256,
            size,
            mediaType,
            fields.Required("title").Text(Limits.LabelCharacters),
            fields.Required("kind").Choice<EvidenceKind>(),
            fields.Nullable("criterion").TextOrNull(Limits.SlugCharacters),
            upload.StoredDate ?? fields.Required("date").WorkDay() ?? default);
    }

    /// <summary>A browser sends the criterion that nobody chose as an empty text.</summary>
    private static bool IsFilled(KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field) => field.Key != "criterion" || field.Value.ToString().Length > 0;

    public static Refusal Refuse(params IReadOnlyList<Fault> faults) => new(RefusalCode.BadRequest, JsonBody.Describe(faults), ("faults", faults));

    private static Refusal TooLarge { get; } = new(
        RefusalCode.BodyTooLarge, $"A file of evidence has {Limits.EvidenceFileBytes >> 20} MiB at the most.", ("bytesMax", Limits.EvidenceFileBytes));
}
