using Evaluation.Gateway.Http;
using Evaluation.Gateway.Http.Authentication;
using Evaluation.Gateway.Http.Bodies;
using Evaluation.Gateway.Http.Creation;
using Evaluation.Gateway.Http.Problems;
using Evaluation.Staff;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Evaluation.Gateway.Staff;

/// <summary>The persons who use accounts, and the units in which they have an interest.</summary>
internal static class PersonRoutes
{
    public static void MapPersons(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/staff/{name}").WithTags("Staff").Refuses(RefusalCode.NoSuchStaff);
        account.MapGet("/person", ReadPersonAsync).RequireRole(Role.Administrator, Role.Auditor)
            .WithSummary("The person who uses an account: the account's own name, unless another one is named");
        account.MapPut("/person", NamePersonAsync).RequireRole(Role.Administrator)
            .WithSummary("Name the person who uses an account, as another person; where two people are required, two accounts of one person count as one")
            .Reads<NewPerson>().Refuses(RefusalCode.BadRequest, RefusalCode.SamePerson, RefusalCode.NeedsApproval);
        account.MapGet("/provider-id", ReadProviderIdAsync).RequireRole(Role.Administrator, Role.Auditor)
            .WithSummary("The id by which the city's identity provider names the user of an account; null for none");
        account.MapPut("/provider-id", SetProviderIdAsync).RequireRole(Role.Administrator)
            .WithSummary("Set this id, by which the account is found when its user signs in by the provider; another id ends the account's sessions")
            .Reads<NewProviderId>().Refuses(RefusalCode.BadRequest, RefusalCode.ProviderIdTaken, RefusalCode.NeedsApproval);
        account.MapDelete("/provider-id", RemoveProviderIdAsync).RequireRole(Role.Administrator)
            .WithSummary("Remove this id, and end the account's sessions; the same again changes nothing");
        account.MapGet("/interests", ReadInterestsAsync).RequireRoleAnywhere(Enum.GetValues<Role>())
            .WithSummary("The units in which an account has an interest; for the account itself, administrators and auditors").Refuses(RefusalCode.NotAllowed);
        account.MapPost("/interests", EnterInterestAsync).RequireRoleAnywhere(Enum.GetValues<Role>())
            .WithSummary("Enter an interest of an account in a unit, for the account itself and administrators; the same again changes nothing")
            .Reads<NewInterest>().CreatesOnce().Refuses(RefusalCode.NotAllowed, RefusalCode.TooManyEntries);
        account.MapGet("/interests/{unit}", ReadInterestAsync).RequireRoleAnywhere(Enum.GetValues<Role>())
            .WithSummary("An interest of an account in a unit").Refuses(RefusalCode.NotAllowed, RefusalCode.NoSuchUnit);
        account.MapDelete("/interests/{unit}", RemoveInterestAsync).RequireRole(Role.Administrator).WithSummary("Remove an interest of an account in a unit");
    }

    private static async Task<Results<Ok<NewPerson>, RefusalResult>> ReadPersonAsync(string name, StaffUseCases staff) =>
        (await staff.FindAsync(name)).ToTypedResult(account => TypedResults.Ok(new NewPerson(account.Actor.Person)));

    private static async Task<Results<Ok<StaffMember>, RefusalResult>> NamePersonAsync(string name, HttpContext context, StaffUseCases staff)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewPerson.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await staff.NamePersonAsync(name, body.Answer.Person, context.CallerAccount)).ToTypedResult(Show);
    }

    private static async Task<Results<Ok<NewProviderId>, RefusalResult>> ReadProviderIdAsync(string name, StaffUseCases staff) =>
        (await staff.FindAsync(name)).ToTypedResult(account => TypedResults.Ok(new NewProviderId(account.ProviderId)));

    private static async Task<Results<Ok<StaffMember>, RefusalResult>> SetProviderIdAsync(string name, HttpContext context, StaffUseCases staff)
    {
        var body = await JsonBody.ReadSmallAsync(context.Request, NewProviderId.Read);
        if (body.IsRefused(out var refusal))
            return refusal.ToResult();
        return (await staff.SetProviderIdAsync(name, body.Answer.ProviderId, context.CallerAccount)).ToTypedResult(Show);
    }

    private static async Task<Results<NoContent, RefusalResult>> RemoveProviderIdAsync(string name, HttpContext context, StaffUseCases staff) =>
        (await staff.SetProviderIdAsync(name, null, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static async Task<Results<Ok<Interest[]>, RefusalResult>> ReadInterestsAsync(string name, HttpContext context, StaffUseCases staff)
    {
        if (StaffUseCases.RefuseInterests(name, context.CallerAccount, Role.Auditor) is { } refusal)
            return refusal.ToResult();
        return (await staff.FindAsync(name)).ToTypedResult(account => TypedResults.Ok(account.Interests.ToArray()));
    }

    private static async Task<Results<Ok<Interest>, RefusalResult>> ReadInterestAsync(string name, string unit, HttpContext context, StaffUseCases staff)
    {
        if (StaffUseCases.RefuseInterests(name, context.CallerAccount, Role.Auditor) is { } refusal)
            return refusal.ToResult();
        return (await staff.FindInterestAsync(name, unit)).ToTypedResult(TypedResults.Ok);
    }

    private static async Task<Results<Created<StaffMember>, RefusalResult>> EnterInterestAsync(string name, HttpContext context, StaffUseCases staff)
    {
        if (StaffUseCases.RefuseInterests(name, context.CallerAccount) is { } refusal)
            return refusal.ToResult();
        var read = await IdempotencyKey.ReadBodyAsync(context, NewInterest.Read);
        if (read.IsRefused(out refusal))
            return refusal.ToResult();
        var (interest, key) = read.Answer;
        return (await staff.EnterInterestAsync(name, interest, context.CallerAccount, key))
            .ToTypedResult(account => TypedResults.Created($"/api/staff/{name}/interests/{interest.Unit}", StaffMember.Of(account)));
    }

    private static async Task<Results<NoContent, RefusalResult>> RemoveInterestAsync(string name, string unit, HttpContext context, StaffUseCases staff) =>
        (await staff.RemoveInterestAsync(name, unit, context.CallerAccount)).ToTypedResult(_ => TypedResults.NoContent());

    private static Ok<StaffMember> Show(StaffAccount account) => TypedResults.Ok(StaffMember.Of(account));
}
