using System.Globalization;

namespace Evaluation.Gateway.Pages.Shared;

/// <summary>The hidden field with the version that a form was made from.</summary>
internal static class BasedOnField
{
    public const string Name = "basedOn";

    /// <summary>The versions that the form may replace. A form that names none may replace nothing: it is shown again.</summary>
    public static long[] BasedOn(this IFormCollection form) =>
        long.TryParse(form[Name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? [version] : [];
}
