using System.Globalization;

namespace Evaluation.Kernel;

/// <summary>
/// What exactly was done: a form with places, and their values. The text is that of the API and of exports and does not change; pages say
/// form and values in the reader's language.
/// </summary>
/// <param name="Form">English, with places such as <c>{0}</c>.</param>
public sealed record AuditDetail(string Form, IReadOnlyList<AuditValue> Values)
{
    public static AuditDetail Of(FormattableString text) => new(text.Format, [.. text.GetArguments().Select(AuditValue.Of)]);

    /// <summary>The part when the condition holds; otherwise null, which is said as nothing.</summary>
    internal static FormattableString? If(bool holds, FormattableString part) => holds ? part : null;

    public override string ToString() => string.Format(CultureInfo.InvariantCulture, Form, [.. Values.Select(value => value.ToString())]);
}
