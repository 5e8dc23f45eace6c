using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Evaluation.Scoring.Combining;

/// <summary>Writes an exact number as text: <c>"1234/17"</c>, or <c>"86"</c> for a whole number.</summary>
public sealed class FractionConverter : JsonConverter<Fraction>
{
    public override Fraction Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parts = reader.GetString()?.Split('/') ?? [];
        return parts.Length is 1 or 2 && Whole(parts[0]) is { } numerator && Whole(parts.ElementAtOrDefault(1) ?? "1") is { IsZero: false } denominator
            ? new(numerator, denominator)
            : throw new JsonException("an exact number is a text such as \"1234/17\"");
    }

    public override void Write(Utf8JsonWriter writer, Fraction value, JsonSerializerOptions options) => writer.WriteStringValue(
        value.Denominator.IsOne
            ? value.Numerator.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{value.Numerator}/{value.Denominator}"));

    private static BigInteger? Whole(string text) => BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
