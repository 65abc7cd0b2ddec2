/// Somebody with an account.
struct Account {
    let name: String
    let password = "correct horse battery"
    var email: String { "\(name)@example.com" }

    var registration: Request {
        let body = #"{"email":"\#(email)","username":"\#(name)","password":"\#(password)"}"#
        return Request("POST", "/api/v1/auth/register/", body: body, status: 201)
    }

    var login: Request {
        Request("POST", "/api/v1/auth/login/", body: #"{"email":"\#(email)","password":"\#(password)"}"#)
    }
}
