/// Somebody with an account.
package struct Account {
    package let name: String
    package let password = "correct horse battery"
    package var email: String { "\(name)@example.com" }

    package init(name: String) { self.name = name }

    package var registration: Request {
        let body = #"{"email":"\#(email)","username":"\#(name)","password":"\#(password)"}"#
        return Request("POST", "/api/v1/auth/register/", body: body, status: 201)
    }

    package var login: Request {
        Request("POST", "/api/v1/auth/login/", body: #"{"email":"\#(email)","password":"\#(password)"}"#)
    }
}
