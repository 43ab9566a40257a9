using System.Text;
using PromptFunctions.SignIn;

namespace PromptFunctions.UnitTests.SignIn;

public sealed class ClientPrincipalTests
{
    private const string RoleUri = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
    private const string EmailUri = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

    [Theory]
    [InlineData("roles", "")]
    [InlineData(RoleUri, "")]
    [InlineData(RoleUri, RoleUri)]
    [InlineData("groups_as_roles", "groups_as_roles")]
    public void A_role_is_a_claim_of_the_type_that_is_named_or_of_a_well_known_one(string type, string roleType)
    {
        Assert.Equal([AppRole.Read], Parse($$"""{"role_typ":"{{roleType}}","claims":[{"typ":"{{type}}","val":"Prompts.Read"}]}""")!.Roles);
    }

    [Theory]
    [InlineData("scp", "Prompts.Read")]
    [InlineData("roles", "prompts.read")]
    [InlineData("roles", "Prompts.Open")]
    [InlineData("roles", "Prompts.Undeclared")]
    [InlineData("roles", "Read")]
    [InlineData("roles", "Prompts.Read Prompts.Write")]
    [InlineData("", "Prompts.Read")]
    public void Nothing_else_is_a_role(string type, string value)
    {
        Assert.Empty(Parse($$"""{"role_typ":"","claims":[{"typ":"{{type}}","val":"{{value}}"}]}""")!.Roles);
    }

    [Fact]
    public void Several_roles_are_several_claims()
    {
        var principal = Parse($$"""{"claims":[{"typ":"roles","val":"Prompts.Read"},null,{"typ":"{{RoleUri}}","val":"Prompts.Approve"},{"typ":"roles","val":"Other.App"},{"typ":null,"val":null},{}]}""")!;

        Assert.Equal([AppRole.Read, AppRole.Approve], principal.Roles.Order());
    }

    [Theory]
    [InlineData("""{"name_typ":"nick","claims":[{"typ":"preferred_username","val":"kim@x"},{"typ":"nick","val":"kim"},{"typ":"oid","val":"1"}]}""", "kim", "1")]
    [InlineData($$"""{"name_typ":"{{EmailUri}}","claims":[{"typ":"{{EmailUri}}","val":"kim@x"},{"typ":"sub","val":"2"}]}""", "kim@x", "2")]
    [InlineData("""{"name_typ":"nick","claims":[{"typ":"preferred_username","val":"kim@x"}]}""", "kim@x", null)]
    [InlineData("""{"name_typ":"nick","claims":[{"typ":"appid","val":"app-1"},{"typ":"oid","val":"3"}]}""", "app-1", "3")]
    [InlineData("""{"claims":[{"typ":"azp","val":"app-2"}]}""", "app-2", "app-2")]
    [InlineData("""{"claims":[{"typ":"http://schemas.microsoft.com/identity/claims/objectidentifier","val":"4"}]}""", "4", "4")]
    [InlineData("""{"name_typ":"","claims":[{"typ":"name","val":""},{"typ":"","val":"x"}]}""", null, null)]
    public void A_person_has_a_name_and_an_application_its_id(string json, string? name, string? id)
    {
        var principal = Parse(json)!;

        Assert.Equal((name, id), (principal.Name, principal.Id));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"claims":null}""")]
    [InlineData("""{"claims":{}}""")]
    [InlineData("""{"claims":["roles"]}""")]
    [InlineData("""{"claims":[{"typ":"roles","val":["Prompts.Read"]}]}""")]
    [InlineData("""{"claims":[{"typ":"roles","val":"Prompts.Read"}]""")]
    public void What_is_no_principal_is_nobody(string json) => Assert.Null(Parse(json));

    [Theory]
    [InlineData("%%%")]
    [InlineData("abc")]
    [InlineData("wyg=")]
    public void What_is_no_base64_or_no_text_is_nobody(string header) => Assert.Null(ClientPrincipal.Parse(header));

    private static ClientPrincipal? Parse(string json) => ClientPrincipal.Parse(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
}
