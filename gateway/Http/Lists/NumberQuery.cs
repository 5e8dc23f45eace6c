using System.Globalization;

namespace Evaluation.Gateway.Http.Lists;

/// <summary>Reads a parameter of the query that is a whole number, such as a version.</summary>
internal static class NumberQuery
{
    /// <summary>The value; null without the parameter. Refused with <see cref="RefusalCode.BadRequest"/> for anything but digits.</summary>
    public static Outcome<long?> Read(string name, string? text) =>
        string.IsNullOrEmpty(text) ? default(long?)
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (long?)number
        : new Refusal(RefusalCode.BadRequest, $"{name} is a whole number.", ("parameter", name));
}
