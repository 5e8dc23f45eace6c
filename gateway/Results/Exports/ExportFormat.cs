using Evaluation.Kernel.Reading;

namespace Evaluation.Gateway.Results.Exports;

/// <summary>The format of an export.</summary>
public enum ExportFormat
{
    Csv,
    Xlsx,
    Json,
}

/// <summary>The format that a caller asks for.</summary>
internal sealed record ExportFormats(ExportFormat Format)
{
    /// <summary>Reads <c>?format=</c>: CSV without it. Refused with <see cref="RefusalCode.BadRequest"/> for an unknown word.</summary>
    public static Outcome<ExportFormats> Read(string? word)
    {
        if (word is null)
            return new ExportFormats(ExportFormat.Csv);
        string[] words = [.. Enum.GetNames<ExportFormat>().Select(known => known.ToLowerInvariant())];
        return Array.IndexOf(words, word) is var index and >= 0
            ? new ExportFormats(Enum.GetValues<ExportFormat>()[index])
            : new Refusal(RefusalCode.BadRequest, $"format is one of {PlainText.QuotedList(words)}.");
    }
}
