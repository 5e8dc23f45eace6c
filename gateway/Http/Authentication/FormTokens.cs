namespace Evaluation.Gateway.Http.Authentication;

/// <summary>The names under which a form's token is sent. The token proves that a page of this site made the request.</summary>
public static class FormTokens
{
    /// <summary>The field of a form.</summary>
    public const string Field = "form-token";

    /// <summary>The header of a request by script.</summary>
    public const string Header = "form-token";

    /// <summary>The cookie that the token belongs to.</summary>
    public const string Cookie = "form";
}
