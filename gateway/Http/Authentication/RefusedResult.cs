using Microsoft.AspNetCore.Authentication;

namespace Evaluation.Gateway.Http.Authentication;

/// <summary>An authentication that failed with a refusal: an unknown key, or an outage.</summary>
internal sealed class RefusedResult : AuthenticateResult
{
    public RefusedResult(Refusal refusal)
    {
        Refusal = refusal;
        Failure = new AuthenticationFailureException(refusal.Detail);
    }

    public Refusal Refusal { get; }
}
